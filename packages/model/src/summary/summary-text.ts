import type { Connection, LayerSummary, ModelDescription } from '../description.js';
import type { OptimizerConfig } from '../training/optimizer.js';
import { shapeText } from '../shape.js';
import { memorySize } from './memory-size.js';
import { optimizerState } from './optimizer-state.js';
import { drawTable, type Column } from './table.js';

export interface SummaryOptions {
  /** The terminal's columns; Keras leaves four of them free. */
  columns: number;
  /** The optimizer of a model that has been trained: Keras then counts what it remembers. */
  optimizer?: OptimizerConfig;
  /** Whether to list the layers of nested models. */
  expandNested?: boolean;
  /** Whether to say of each layer if it trains. */
  showTrainable?: boolean;
}

/** The narrowest terminal that a table of five columns still fits into. */
const NARROWEST = 40;

/**
 * What Keras 3's `model.summary()` prints, to the letter, without colours. Lines end in `\n`, the last too.
 * Weights are counted as float32.
 */
export function summaryText(description: ModelDescription, options: SummaryOptions): string {
  const layout = layoutOf(description, options);
  const rows = description.layers.flatMap((layer) => layerRows(layer, layout, options.expandNested ?? false));
  return [
    `Model: "${description.name}"`,
    drawTable(layout.columns, rows, layout.width),
    ...totals(description, options.optimizer),
    '',
  ].join('\n');
}

/** One field of a row, and the column it stands in. `at` is the inside of which models the layer is. */
interface Field {
  header: string;
  alignment: Column['alignment'];
  /** The column's right edge, as a share of the table's width. */
  edge: number;
  text(layer: LayerSummary, level: number): string;
}

interface Layout {
  width: number;
  columns: readonly Column[];
  fields: readonly Field[];
}

const chainFields: readonly Field[] = [
  { header: 'Layer (type)', alignment: 'left', edge: 0.45, text: nameText },
  { header: 'Output Shape', alignment: 'left', edge: 0.8, text: outputText },
  { header: 'Param #', alignment: 'right', edge: 1, text: paramsText },
];

const graphFields: readonly Field[] = [
  { header: 'Layer (type)', alignment: 'left', edge: 0.3, text: nameText },
  { header: 'Output Shape', alignment: 'left', edge: 0.56, text: outputText },
  { header: 'Param #', alignment: 'right', edge: 0.74, text: paramsText },
  { header: 'Connected to', alignment: 'left', edge: 1, text: connectionsText },
];

const trainableField: Field = { header: 'Trainable', alignment: 'center', edge: 1, text: trainableText };

function layoutOf(description: ModelDescription, { columns, showTrainable = false }: SummaryOptions): Layout {
  const own = description.isChain ? chainFields : graphFields;
  const full = (description.isChain ? 88 : 108) + (showTrainable ? 12 : 0);
  const width = Math.min(full, Math.max(columns, NARROWEST) - 4);
  const fields = showTrainable ? [...own.map((f) => ({ ...f, edge: f.edge * 0.9 })), trainableField] : own;
  let left = 0;
  const sized = fields.map(({ header, alignment, edge }) => {
    const right = Math.trunc(edge * width);
    const column = { header, alignment, width: right - left };
    left = right;
    return column;
  });
  return { width, columns: sized, fields };
}

function layerRows(layer: LayerSummary, layout: Layout, expandNested: boolean, level = 0): string[][] {
  const inside = expandNested ? (layer.layers ?? []) : [];
  return [
    layout.fields.map((field) => field.text(layer, level)),
    ...inside.flatMap((inner) => layerRows(inner, layout, expandNested, level + 1)),
  ];
}

function nameText({ name, className }: LayerSummary, level: number): string {
  const indent = level === 0 ? '' : `${'   '.repeat(level)}└ `;
  return `${indent}${name} (${className})`;
}

function outputText({ outputShape }: LayerSummary): string {
  return outputShape === null ? '?' : shapeText(outputShape);
}

function paramsText({ built, params }: LayerSummary): string {
  return built ? grouped(params) : '0 (unbuilt)';
}

/** The inputs of a layer inside a nested model are not of this graph. */
function connectionsText({ connectedTo }: LayerSummary, level: number): string {
  if (level > 0 || connectedTo.length === 0) return '-';
  return connectedTo.map(connectionText).join(', ');
}

function connectionText({ layer, node, tensor }: Connection): string {
  return `${layer}[${node}][${tensor}]`;
}

function trainableText({ weights, trainable }: LayerSummary): string {
  if (weights.length === 0) return '-';
  return trainable ? 'Y' : 'N';
}

function totals(description: ModelDescription, optimizer: OptimizerConfig | undefined): string[] {
  const state = optimizer && optimizerState(optimizer, description);
  const line = (name: string, params: number, bytes = params * 4) =>
    ` ${name} params: ${grouped(params)} (${memorySize(bytes)})`;
  const { totalParams, trainableParams, nonTrainableParams } = description;
  return [
    line('Total', totalParams + (state?.params ?? 0), totalParams * 4 + (state?.bytes ?? 0)),
    line('Trainable', trainableParams),
    line('Non-trainable', nonTrainableParams),
    ...(state === undefined ? [] : [line('Optimizer', state.params, state.bytes)]),
  ];
}

/** `545,546`, whatever the locale. */
function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
