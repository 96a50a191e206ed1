import { shapeText, type Language } from '@convscope/model';
import * as vscode from 'vscode';
import { rangeOf } from './ranges.js';
import type { SourceModel } from './reading.js';
import { isOn } from './settings.js';
import type { Sources } from './sources.js';
import { paramsText } from './texts.js';

/** The outline: each model, and in it its layers with what they make. */
export function provideOutline(
  sources: Sources,
  { selector, language }: { selector: vscode.DocumentSelector; language: Language },
): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document, token) {
      if (!isOn('outline', document)) return [];
      const found = await sources.describe(document, token);
      if (found === undefined) return undefined;
      const { cell } = found.source;
      return found.description.models.flatMap((model) => symbolOf(model, { language, cell }) ?? []);
    },
  };
  return vscode.languages.registerDocumentSymbolProvider(selector, provider, { label: 'ConvScope' });
}

function symbolOf(
  model: SourceModel,
  { language, cell }: { language: Language; cell: number | undefined },
): vscode.DocumentSymbol | undefined {
  const { description } = model;
  const layers = description.layers.flatMap((layer, index) => {
    const place = model.places[index];
    if (place === undefined || place.cell !== cell) return [];
    const shape = layer.outputShape === null ? '' : `→ ${shapeText(layer.outputShape)}`;
    const params = layer.params === 0 ? '' : ` · ${paramsText(layer.params, language)}`;
    const range = rangeOf(place);
    return new vscode.DocumentSymbol(layer.name, `${shape}${params}`, vscode.SymbolKind.Field, range, range);
  });
  const isHere = model.place.cell === cell;
  const [first] = layers;
  if (!isHere && first === undefined) return undefined;
  const own = isHere || first === undefined ? rangeOf(model.place) : first.range;
  const whole = layers.reduce((range, layer) => range.union(layer.range), own);
  const params = paramsText(description.totalParams, language);
  const symbol = new vscode.DocumentSymbol(description.name, params, vscode.SymbolKind.Class, whole, own);
  symbol.children = layers;
  return symbol;
}
