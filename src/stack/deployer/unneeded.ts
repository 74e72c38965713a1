/** Actions of AWS's lists that a stack needs only if a resource has one of these properties; never, if there are none. */
export interface Unneeded {
  readonly type: RegExp;
  readonly actions: RegExp;
  readonly unless: readonly string[];
}

/** A row for each property of one type: the actions that serve it alone. */
const serving = (type: RegExp, rows: Readonly<Record<string, RegExp>>): readonly Unneeded[] =>
  Object.entries(rows).map(([properties, actions]) => ({ type, actions, unless: properties.split("|") }));

const everyType = /^AWS::/;

export const unneeded: readonly Unneeded[] = [
  // Services that no stack of the bridge uses.
  {
    type: everyType,
    actions:
      /^(amplify|apprunner|appsync|bedrock-agentcore|codedeploy|codewhisperer|cognito-idp|firehose|workmail):/,
    unless: [],
  },
  { type: everyType, actions: /^(elasticfilesystem|kinesis|s3files|s3tables):/, unless: [] },
  { type: everyType, actions: /^ec2:.*VerifiedAccess/, unless: [] },
  // The web ACL is for a REST API.
  {
    type: /^AWS::WAFv2::WebACLAssociation$/,
    actions: /^elasticloadbalancing:|PermissionPolicy$/,
    unless: [],
  },
  // Who may take a role's boundary away has none.
  { type: everyType, actions: /^iam:DeleteRolePermissionsBoundary$/, unless: [] },
  // Made by a request of CloudFormation's own, with no key of the stack.
  { type: everyType, actions: /^kms:ListAliases$/, unless: [] },
  ...serving(/^AWS::StepFunctions::StateMachine$/, { DefinitionS3Location: /^s3:/ }),
  ...serving(/^AWS::ApiGateway/, {
    "BodyS3Location|MutualTlsAuthentication": /^s3:/i,
    Policy: /:UpdateRestApiPolicy$/,
  }),
  ...serving(/^AWS::Chatbot::/, { CustomizationResources: /:(Associate|Disassociate|ListAssociations)/ }),
  ...serving(/^AWS::DynamoDB::Table$/, {
    ImportSourceSpecification: /^(s3|logs):|:(ImportTable|DescribeImport)$/,
    KinesisStreamSpecification: /:(Enable|Disable|Update)Kinesis/,
    ContributorInsightsSpecification: /:UpdateContributorInsights$/,
    PointInTimeRecoverySpecification: /:UpdateContinuousBackups$/,
    ResourcePolicy: /:(Put|Delete)ResourcePolicy$/,
    "Replicas|GlobalTableWitnesses":
      /:(\w+TableReplica|BatchWriteItem|(Delete|Get|Put|Update)Item|Query|Scan|CreateServiceLinkedRole)$/,
  }),
  ...serving(/^AWS::ElasticLoadBalancingV2::/, {
    MinimumLoadBalancerCapacity: /:ModifyCapacityReservation$/,
    Ipv4IpamPoolId: /:(ModifyIpPools|DescribeIpamPools)$/,
    VpcId: /^ec2:DescribeVpcs$/,
  }),
  ...serving(/^AWS::Events::EventBus$/, { Policy: /:(Put|Remove)Permission$/ }),
  ...serving(/^AWS::IAM::/, {
    PermissionsBoundary: /RolePermissionsBoundary$/,
    Groups: /GroupPolicy$/,
    Users: /UserPolicy$/,
    "ManagedPolicyArns|Roles": /:AttachRolePolicy$/,
  }),
  ...serving(/^AWS::Lambda::/, {
    CodeSigningConfigArn: /:((Put|Delete)FunctionCodeSigningConfig|GetCodeSigningConfig)$/,
    Layers: /:GetLayerVersion$/,
    "RuntimeManagementConfig|RuntimePolicy": /:PutRuntimeManagementConfig$/,
    RecursiveLoop: /:PutFunctionRecursionConfig$/,
    CapacityProviderConfig: /:PassCapacityProvider$/,
    FunctionScalingConfig: /:PutFunctionScalingConfig$/,
    ProvisionedConcurrencyConfig: /:(Put|Delete)ProvisionedConcurrencyConfig$/,
    VpcConfig: /^ec2:/,
  }),
  ...serving(/^AWS::Logs::LogGroup$/, {
    DataProtectionPolicy: /:PutDataProtectionPolicy$/,
    FieldIndexPolicies: /:(Put|Delete)IndexPolicy$/,
    ResourcePolicyDocument: /:((Put|Delete)ResourcePolicy|CreateLogDelivery)$/,
    KmsKeyId: /:(Associate|Disassociate)KmsKey$/,
    BearerTokenAuthenticationEnabled: /:PutBearerTokenAuthentication$/,
    DeletionProtectionEnabled: /:PutLogGroupDeletionProtection$/,
  }),
  ...serving(/^AWS::Logs::DeliveryDestination$/, {
    DeliveryDestinationPolicy: /:PutDeliveryDestinationPolicy$/,
  }),
  ...serving(/^AWS::S3::Bucket$/, {
    AbacStatus: /:PutBucketAbac$/,
    AccelerateConfiguration: /:PutAccelerateConfiguration$/,
    AccessControl: /:Put(Bucket|Object)Acl$/,
    AnalyticsConfigurations: /:PutAnalyticsConfiguration$/,
    CorsConfiguration: /:PutBucketCORS$/,
    IntelligentTieringConfigurations: /:PutIntelligentTieringConfiguration$/,
    InventoryConfigurations: /:PutInventoryConfiguration$/,
    LifecycleConfiguration: /:PutLifecycleConfiguration$/,
    LoggingConfiguration: /:PutBucketLogging$/,
    "MetadataConfiguration|MetadataTableConfiguration": /:(Create|Delete|Update)BucketMetadata\w+$/,
    MetricsConfigurations: /:PutMetricsConfiguration$/,
    NotificationConfiguration: /:PutBucketNotification$/,
    ObjectLockEnabled: /:PutBucketObjectLockConfiguration$/,
    OwnershipControls: /:PutBucketOwnershipControls$/,
    ReplicationConfiguration: /:PutReplicationConfiguration$|^s3:DeleteObject$/,
    VersioningConfiguration: /:PutBucketVersioning$/,
    WebsiteConfiguration: /:(Put|Delete)BucketWebsite$/,
  }),
  ...serving(/^AWS::SNS::/, {
    DataProtectionPolicy: /:PutDataProtectionPolicy$/,
    "SubscriptionRoleArn|DeliveryStatusLogging": /^iam:GetRole$/,
  }),
];
