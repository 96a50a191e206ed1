import { describeModel, ModelError, type LayerSummary, type ModelDescription } from '@convscope/model';
import type { Place, Sentence } from '@convscope/model/script';
import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';
import type { SourceDescription } from './reading.js';

/** Reads a model's configuration as `model.to_json()` writes it: each layer stands where the JSON names it. */
export function readConfig(text: string): SourceDescription {
  const root = parseTree(text);
  const at = lineIndex(text);
  if (root === undefined || !isModel(root)) return { models: [], problems: [] };
  const config = getNodeValue(root) as { class_name: string; config: Record<string, unknown> };
  const start = at(root.offset);
  const place = { ...start, endLine: start.line, endColumn: start.column + 1 };
  const nodes = layerNodes(root);
  const whole = described(config);
  if (!(whole instanceof ModelError)) {
    const places = whole.layers.map(({ name }) => placeIn(nodes.get(name), at));
    return { models: [{ place, config, description: whole, places, isComplete: true }], problems: [] };
  }
  const description = unknownModel(config, [...nodes.keys()], nodes);
  const places = description.layers.map(({ name }) => placeIn(nodes.get(name), at));
  const blamed = [...nodes.keys()].find((name) => whole.reason.includes(`“${name}”`));
  const wrong = placeIn(blamed === undefined ? undefined : nodes.get(blamed), at) ?? place;
  const problem: Sentence = { code: 'layer-wrong', values: { reason: { clause: whole.clause } } };
  return {
    models: [{ place, config, description, places, isComplete: false }],
    problems: [{ place: wrong, problem }],
  };
}

function described(config: unknown): ModelDescription | ModelError {
  try {
    return describeModel(config);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

function isModel(root: Node): boolean {
  const className: unknown = findNodeAtLocation(root, ['class_name'])?.value;
  const isKnown = className === 'Sequential' || className === 'Functional' || className === 'Model';
  return isKnown && findNodeAtLocation(root, ['config'])?.type === 'object';
}

/** The objects of the model's own layers, by the layer's name. */
function layerNodes(root: Node): Map<string, Node> {
  const layers = findNodeAtLocation(root, ['config', 'layers'])?.children ?? [];
  return new Map(
    layers.flatMap((layer) => {
      const name: unknown = findNodeAtLocation(layer, ['config', 'name'])?.value;
      return typeof name === 'string' ? [[name, layer]] : [];
    }),
  );
}

/** What is left to say of a model that cannot be described: the names of its layers. */
function unknownModel(
  { class_name: className }: { class_name: string },
  names: readonly string[],
  nodes: ReadonlyMap<string, Node>,
): ModelDescription {
  const layers = names.map((name): LayerSummary => {
    const node = nodes.get(name);
    const layerClass: unknown = node && findNodeAtLocation(node, ['class_name'])?.value;
    return {
      name,
      className: typeof layerClass === 'string' ? layerClass : '',
      inputShape: null,
      outputShape: null,
      params: 0,
      trainable: true,
      built: false,
      weights: [],
      config: {},
      connectedTo: [],
    };
  });
  const none = { totalParams: 0, trainableParams: 0, nonTrainableParams: 0 };
  return { name: 'model', className, inputShape: null, layers, isChain: true, ...none };
}

type At = (offset: number) => { line: number; column: number };

function placeIn(node: Node | undefined, at: At): Place | undefined {
  return node && headOf(node, at);
}

/** A layer is shown where its class is named: on one line, however long its settings are. */
function headOf(node: Node, at: At): Place {
  const named = findNodeAtLocation(node, ['class_name'])?.parent ?? node;
  const end = at(named.offset + named.length);
  return { ...at(named.offset), endLine: end.line, endColumn: end.column };
}

/** From offsets to lines (from 1) and columns (from 0). */
function lineIndex(text: string): At {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) };
  };
}
