// What we use of npm's own libraries; their published types are of older versions.
declare module 'pacote' {
  interface Options {
    integrity?: string;
    cache?: string;
    [setting: string]: unknown;
  }
  const pacote: {
    extract(spec: string, folder: string, options?: Options): Promise<unknown>;
    manifest(spec: string, options?: Options): Promise<unknown>;
    tarball: {
      stream<T>(
        spec: string,
        handler: (stream: NodeJS.ReadableStream) => Promise<T>,
        options?: Options,
      ): Promise<T>;
    };
  };
  export default pacote;
}

declare module '@npmcli/config' {
  export default class Config {
    constructor(options: {
      npmPath: string;
      argv: string[];
      excludeNpmCwd: boolean;
      definitions: unknown;
      shorthands: unknown;
      flatten: unknown;
    });
    load(): Promise<void>;
    /** The settings under the names that pacote takes. */
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const npmDefinitions: { definitions: unknown; flatten: unknown; shorthands: unknown };
  export default npmDefinitions;
}
