import { fromHex, luminance, mixLab, toLab, toRgb, type Lab, type Rgb } from './oklab.js';

/** Colours for the numbers from `from` to `to`: an odd table, so that the middle is one colour exactly. */
export interface ColourScale {
  readonly colours: readonly Rgb[];
  /** The same as CSS takes them. */
  readonly styles: readonly string[];
}

const size = 255;

/** How much of the foreground zero has in it: just enough to tell a cell from the page. */
const zeroPresence = 0.055;

/**
 * Blue – zero – orange, for values around zero. Zero recedes into the page, whatever the theme; the larger a
 * value, the further its lightness from the page, equally on both sides. Interpolated in OKLab, so the steps look
 * even; blue and orange stay apart for every common kind of colour blindness.
 */
export function divergingScale(background: Rgb, foreground: Rgb): ColourScale {
  const zero = mixLab(toLab(background), toLab(foreground), zeroPresence);
  const [middle, end] = luminance(background) < 0.18 ? [0.61, 0.87] : [0.7, 0.37];
  const blue = [hue('#3f86c9', middle), hue(end > middle ? '#a5d5ff' : '#08407e', end)];
  const orange = [hue('#d0741d', middle), hue(end > middle ? '#ffce8f' : '#8f3d00', end)];
  return ramp([...blue.reverse(), zero, ...orange]);
}

/** A colour's hue and chroma at another lightness. */
function hue(hex: string, lightness: number): Lab {
  const [, a, b] = toLab(fromHex(hex));
  return [lightness, a, b];
}

/**
 * Black to pale mint by way of violet and teal, for amounts. Its lightness rises evenly by construction, so it
 * reads the same in grey; it shares no hue with the orange of `divergingScale`.
 */
export function sequentialScale(): ColourScale {
  const hues = ['#0b0405', '#33264f', '#3b5698', '#3492a8', '#5fcdad', '#def5e5'];
  const [darkest, lightest] = [0.12, 0.95];
  return ramp(hues.map((hex, i) => hue(hex, darkest + ((lightest - darkest) * i) / (hues.length - 1))));
}

function ramp(stops: readonly Lab[]): ColourScale {
  const colours = Array.from({ length: size }, (_, i) => {
    const place = (i / (size - 1)) * (stops.length - 1);
    const segment = Math.min(stops.length - 2, Math.floor(place));
    return toRgb(mixLab(stops[segment]!, stops[segment + 1]!, place - segment));
  });
  return { colours, styles: colours.map(([r, g, b]) => `rgb(${r} ${g} ${b})`) };
}

/** Where on a scale from `from` to `to` a value is; what is outside is at the end, NaN in the middle. */
export function placeOn(value: number, from: number, to: number): number {
  const share = (value - from) / (to - from);
  const place = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0.5;
  return Math.round(place * (size - 1));
}

/** Black or white, whichever reads better on a colour (WCAG). */
export function inkOn(rgb: Rgb): string {
  return luminance(rgb) > 0.179 ? '#000000' : '#ffffff';
}

const ladder = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number at or above a positive one: a legend's end. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = ladder.find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(3));
}
