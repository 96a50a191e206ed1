/** Put in by the build from package.json. */
declare const CONVSCOPE_VERSION: string | undefined;

/** ConvScope's version, `0.1.0`; `0.0.0` where it runs from its sources. */
export const version = typeof CONVSCOPE_VERSION === 'string' ? CONVSCOPE_VERSION : '0.0.0';
