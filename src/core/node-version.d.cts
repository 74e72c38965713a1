export declare function nodeComplaint(version: string, wanted: string): string | undefined;
