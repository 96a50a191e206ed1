/** The addresses of the built page as a webview may load them. */
export interface PageResources {
  script: string;
  style: string;
  /** The webview's own origin for `Content-Security-Policy`. */
  cspSource: string;
}

/**
 * The page of a run panel. Nothing but our own files is ever loaded, no style or script is inline, and the
 * page cannot reach any network: it hears and says everything through the extension.
 */
export function panelHtml(options: { resources: PageResources; nonce: string; language: string }): string {
  const { resources, nonce, language } = options;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${resources.cspSource}`,
    `font-src ${resources.cspSource}`,
    `img-src ${resources.cspSource}`,
    // These two do not fall back to the first.
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <link rel="stylesheet" href="${escape(resources.style)}">
    <title>ConvScope</title>
  </head>
  <body>
    <main id="app"></main>
    <script type="module" nonce="${nonce}" src="${escape(resources.script)}"></script>
  </body>
</html>
`;
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
