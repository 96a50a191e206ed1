import type { Rgb } from './oklab.js';
import { divergingScale, sequentialScale, type ColourScale } from './scales.js';

/** The editor's colours as a canvas takes them, and the scales made for them. A new object with each theme. */
export interface Theme {
  foreground: string;
  background: string;
  dim: string;
  grid: string;
  train: string;
  validation: string;
  fontFamily: string;
  diverging: ColourScale;
  sequential: ColourScale;
}

const names = ['foreground', 'background', 'dim', 'grid', 'train', 'validation'] as const;

/** Reads the custom properties `--cs-*`, which the style sheet makes from the editor's. */
function readTheme(): Theme {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colours = {} as Record<(typeof names)[number], string>;
  for (const name of names) {
    probe.style.color = `var(--cs-${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return {
    ...colours,
    fontFamily: getComputedStyle(document.body).fontFamily,
    diverging: divergingScale(toRgb(colours.background), toRgb(colours.foreground)),
    sequential: sequentialScale(),
  };
}

/** Any CSS colour in numbers: drawn and read back, since `color-mix` computes to more notations than one. */
function toRgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return [r!, g!, b!];
}

/** The theme in use; `changed` is called when the editor puts on another one. */
export function watchTheme(changed: () => void): () => Theme {
  let theme: Theme | null = null;
  const forget = () => {
    theme = null;
    changed();
  };
  const observer = new MutationObserver(forget);
  observer.observe(document.body, {
    attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'],
  });
  observer.observe(document.documentElement, { attributeFilter: ['style'] });
  return () => (theme ??= readTheme());
}
