import assert from 'node:assert/strict';
import { fromHex, toLab, toRgb, type Rgb } from '../src/colour/oklab.js';
import { divergingScale, inkOn, placeOn, roundUp, sequentialScale } from '../src/colour/scales.js';

const pages: Record<string, [background: string, foreground: string]> = {
  'Dark Modern': ['#1f1f1f', '#cccccc'],
  'Light Modern': ['#ffffff', '#3b3b3b'],
  'high contrast': ['#000000', '#ffffff'],
  'Solarized Light': ['#fdf6e3', '#657b83'],
};
const lightness = (rgb: Rgb) => toLab(rgb)[0];

describe('OKLab', () => {
  it('is there and back the same colour', () => {
    for (const hex of ['#000000', '#ffffff', '#3f86c9', '#c9701c', '#0b0405'])
      assert.deepEqual(toRgb(toLab(fromHex(hex))), fromHex(hex));
  });
});

describe('the diverging scale', () => {
  for (const [name, [background, foreground]] of Object.entries(pages)) {
    const { colours } = divergingScale(fromHex(background), fromHex(foreground));
    const middle = (colours.length - 1) / 2;
    const page = lightness(fromHex(background));
    const away = (rgb: Rgb) => Math.abs(lightness(rgb) - page);

    it(`recedes into the page at zero: ${name}`, () => {
      assert.ok(away(colours[middle]!) < 0.09);
      assert.ok(away(colours[middle]!) > 0.005);
    });

    it(`goes further from the page the larger a value: ${name}`, () => {
      for (let i = middle + 1; i < colours.length; i++) {
        assert.ok(away(colours[i]!) >= away(colours[i - 1]!) - 0.004);
        assert.ok(away(colours[2 * middle - i]!) >= away(colours[2 * middle - i + 1]!) - 0.004);
      }
    });

    it(`is as light on both sides, blue below zero and orange above: ${name}`, () => {
      for (let i = 0; i < middle; i++) {
        const [below, above] = [colours[i]!, colours[colours.length - 1 - i]!];
        assert.ok(Math.abs(lightness(below) - lightness(above)) < 0.03);
      }
      assert.ok(toLab(colours[40]!)[2] < -0.05);
      assert.ok(toLab(colours[colours.length - 41]!)[2] > 0.05);
    });
  }
});

describe('the sequential scale', () => {
  it('rises evenly in lightness', () => {
    const { colours } = sequentialScale();
    const total = lightness(colours.at(-1)!) - lightness(colours[0]!);
    colours.forEach((colour, i) => {
      const expected = lightness(colours[0]!) + (total * i) / (colours.length - 1);
      assert.ok(Math.abs(lightness(colour) - expected) < 0.02);
    });
  });
});

describe('values on a scale', () => {
  it('have zero in the middle exactly and stay on it', () => {
    const { colours } = divergingScale([31, 31, 31], [204, 204, 204]);
    assert.equal(placeOn(0, -0.4, 0.4), (colours.length - 1) / 2);
    assert.equal(placeOn(-9, -0.4, 0.4), 0);
    assert.equal(placeOn(9, -0.4, 0.4), colours.length - 1);
    assert.equal(placeOn(Number.NaN, -0.4, 0.4), (colours.length - 1) / 2);
  });

  it('read in black or white with a contrast of 4.5 or more', () => {
    for (const [background, foreground] of Object.values(pages))
      for (const colour of divergingScale(fromHex(background), fromHex(foreground)).colours) {
        const relative = (rgb: Rgb) => {
          const [r, g, b] = rgb.map((c) =>
            c / 255 <= 0.04045 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
        };
        const ink = inkOn(colour) === '#ffffff' ? 1 : 0;
        const [low, high] = [ink, relative(colour)].sort((a, b) => a - b);
        assert.ok((high! + 0.05) / (low! + 0.05) >= 4.5);
      }
  });
});

describe('the end of a legend', () => {
  it('is the next round number', () => {
    assert.deepEqual([0.31, 0.4, 0.081, 1, 7, 0.0011].map(roundUp), [0.4, 0.4, 0.1, 1, 8, 0.0012]);
    assert.equal(roundUp(0), 1);
  });
});
