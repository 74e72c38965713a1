import { type Properties, type Resources, ref, sub } from "../template.ts";
import type { Lake } from "./lake-names.ts";
import { type LakeQuery, lakeQueries, viewSql } from "./lake-queries.ts";

/** The most that one query may read: at list price, five cents. */
const bytesPerQuery = 10 * 2 ** 30;

/** Columns of the view. Its times have no zone, and its payload is text: a view in Glue can have neither times with zones nor JSON. */
const viewColumns: readonly (readonly [name: string, type: "varchar" | "timestamp"])[] = [
  ["day", "varchar"],
  ["time", "timestamp"],
  ["source", "varchar"],
  ["name", "varchar"],
  ["type", "varchar"],
  ["id", "varchar"],
  ["subject", "varchar"],
  ["origin", "varchar"],
  ["bridgesource", "varchar"],
  ["entity", "varchar"],
  ["action", "varchar"],
  ["deliveryid", "varchar"],
  ["receivedtime", "timestamp"],
  ["dataref", "varchar"],
  ["data", "varchar"],
];

const glueTypes = { varchar: "string", timestamp: "timestamp" } as const;
const prestoTypes = { varchar: "varchar", timestamp: "timestamp(3)" } as const;

/** A line is one text, so that its bytes stay as they are. \u0001 is in no JSON: the SerDe finds one column. */
const linesTable = ({ id, database }: Lake): Resources => ({
  [`${id}Lines`]: {
    Type: "AWS::Glue::Table",
    Properties: {
      CatalogId: ref("AWS::AccountId"),
      DatabaseName: ref(`${id}Database`),
      TableInput: {
        Name: "lines",
        Description: `Events of ${database} as JSON, one a line`,
        TableType: "EXTERNAL_TABLE",
        PartitionKeys: [{ Name: "day", Type: "string" }],
        // The days are computed, so that no crawler has to find them.
        Parameters: {
          EXTERNAL: "TRUE",
          "projection.enabled": "true",
          "projection.day.type": "date",
          "projection.day.format": "yyyy-MM-dd",
          "projection.day.range": "2026-01-01,NOW",
          "projection.day.interval": "1",
          "projection.day.interval.unit": "DAYS",
          "storage.location.template": sub(`s3://\${${id}Bucket}/events/day=\${!day}/`),
        },
        StorageDescriptor: {
          Columns: [{ Name: "line", Type: "string" }],
          Location: sub(`s3://\${${id}Bucket}/events/`),
          InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
          OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
          SerdeInfo: {
            SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
            Parameters: { "field.delim": "\u0001", "serialization.format": "\u0001" },
          },
        },
      },
    },
  },
});

/** A view of Athena, as Athena itself writes it into Glue. */
function eventsView({ id, database }: Lake): Resources {
  const view = {
    originalSql: viewSql(),
    catalog: "awsdatacatalog",
    schema: database,
    columns: viewColumns.map(([name, type]) => ({ name, type: prestoTypes[type] })),
  };
  return {
    [`${id}Events`]: {
      Type: "AWS::Glue::Table",
      DependsOn: [`${id}Lines`],
      Properties: {
        CatalogId: ref("AWS::AccountId"),
        DatabaseName: ref(`${id}Database`),
        TableInput: {
          Name: "events",
          Description: "The events of the lake, with their attributes as columns",
          TableType: "VIRTUAL_VIEW",
          Parameters: { presto_view: "true", comment: "Presto View" },
          StorageDescriptor: {
            Columns: viewColumns.map(([Name, type]) => ({ Name, Type: glueTypes[type] })),
            SerdeInfo: {},
          },
          ViewExpandedText: "/* Presto View */",
          ViewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString("base64")} */`,
        },
      },
    },
  };
}

const namedQuery = ({ id }: Lake, query: Pick<LakeQuery, "name" | "summary" | "sql">): Properties => ({
  Name: query.name,
  Description: query.summary,
  Database: ref(`${id}Database`),
  QueryString: query.sql,
  WorkGroup: ref(`${id}WorkGroup`),
});

const queryId = (name: string): string =>
  name
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");

/** The saved queries, and the view's own text: for an account in which the view can't be read as it is written here. */
function savedQueries(lake: Lake): Resources {
  const createView = {
    name: "create-view",
    summary: "Makes the view of the events again: only if Athena can't read it",
    sql: `CREATE OR REPLACE VIEW events AS\n${viewSql()}`,
  };
  return Object.fromEntries(
    [...lakeQueries().values(), createView].map((query) => [
      `${lake.id}${queryId(query.name)}`,
      { Type: "AWS::Athena::NamedQuery", Properties: namedQuery(lake, query) },
    ]),
  );
}

/** What Athena needs: a database with the table and the view, a workgroup with a limit, and the saved queries. */
export const lakeTables = (lake: Lake): Resources => ({
  [`${lake.id}Database`]: {
    Type: "AWS::Glue::Database",
    Properties: { CatalogId: ref("AWS::AccountId"), DatabaseInput: { Name: lake.database } },
  },
  ...linesTable(lake),
  ...eventsView(lake),
  [`${lake.id}WorkGroup`]: {
    Type: "AWS::Athena::WorkGroup",
    Properties: {
      Name: lake.workgroup,
      Description: `Queries of the lake of ${lake.fullName}`,
      // Its history of queries goes with it; the events and the results are in the bucket, which stays.
      RecursiveDeleteOption: true,
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        PublishCloudWatchMetricsEnabled: false,
        BytesScannedCutoffPerQuery: bytesPerQuery,
        EngineVersion: { SelectedEngineVersion: "Athena engine version 3" },
        ResultConfiguration: { OutputLocation: sub(`s3://\${${lake.id}Bucket}/results/`) },
      },
    },
  },
  ...savedQueries(lake),
});
