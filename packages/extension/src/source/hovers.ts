import type { Language } from '@convscope/model';
import * as vscode from 'vscode';
import { hoverText } from './hover-text.js';
import { layersInSource } from './layers-in-source.js';
import { contains, rangeOf } from './ranges.js';
import { isOn } from './settings.js';
import type { Sources } from './sources.js';

/** Over a layer: what it makes of its input, what that costs, and how these figures come about. */
export function provideHovers(
  sources: Sources,
  { selector, language }: { selector: vscode.DocumentSelector; language: Language },
): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      if (!isOn('hover', document)) return undefined;
      const found = await sources.describe(document, token);
      if (found === undefined) return undefined;
      const under = layersInSource(found.description, found.source.cell).filter(({ place }) =>
        contains(place, position),
      );
      // Of places inside each other, such as a wrapper and its layer, the smallest.
      const at = under.at(-1);
      if (at === undefined) return undefined;
      return new vscode.Hover(new vscode.MarkdownString(hoverText(at.layers, language)), rangeOf(at.place));
    },
  });
}
