import type { LayerSummary, ModelDescription } from '@convscope/model';
import { shownSnapshot } from '../../run/moments.js';
import { chosenLayer, inputLayer } from '../../state/app-state.js';
import { createMemo, h, setAttribute, sizeCanvas } from '../dom.js';
import { icon } from '../icons.js';
import { gridHeight, gridWidth } from '../layer/grid.js';
import { paintEmpty } from '../layer/paint.js';
import type { View, ViewContext } from '../view.js';
import { layerCaption, shapeText } from './caption.js';
import { layerDrawing } from './drawings.js';
import { layerTile, tileHeight, type Tile } from './tile.js';

interface Node {
  name: string;
  element: HTMLElement;
  update(): void;
}

/** The network from left to right: what each layer makes, what it costs, its weights in miniature. */
export function createStrip(context: ViewContext): View {
  const { texts, state } = context;
  const element = h('div', {
    'class': 'strip',
    'id': 'network',
    'role': 'listbox',
    'tabindex': 0,
    'aria-label': texts.network,
    'aria-orientation': 'horizontal',
  });
  let nodes: Node[] = [];
  const isOther = createMemo();
  const isChosen = createMemo();

  element.addEventListener('keydown', (event) => {
    const { run } = state;
    if (!run?.model) return;
    const index = nodes.findIndex(({ name }) => name === chosenLayer(state, run.model!));
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: nodes.length - 1 }[event.key];
    const node = next === undefined ? undefined : nodes[next];
    if (next === undefined) return;
    event.preventDefault();
    if (node) context.choose({ layer: node.name });
  });
  const keepInView = () => {
    const chosen = element.querySelector<HTMLElement>('[aria-selected=true]');
    if (!chosen) return;
    const middle = chosen.offsetLeft - (element.clientWidth - chosen.offsetWidth) / 2;
    element.scrollTo({ left: middle });
  };
  new ResizeObserver(keepInView).observe(element);

  return {
    element,
    update() {
      const { run } = state;
      if (!run?.model) return;
      if (isOther(run, run.model)) {
        nodes = nodesOf(context, run.model);
        element.replaceChildren(
          ...nodes.flatMap((node, i) =>
            i ? [icon('chevron-right', 'arrow'), node.element] : [node.element],
          ),
        );
      }
      const chosen = chosenLayer(state, run.model);
      for (const node of nodes) {
        setAttribute(node.element, 'aria-selected', String(node.name === chosen));
        node.update();
      }
      setAttribute(element, 'aria-activedescendant', `layer-${chosen}`);
      if (isChosen(chosen, nodes)) keepInView();
    },
  };
}

function nodesOf(context: ViewContext, model: ModelDescription): Node[] {
  const { texts, numbers } = context;
  const first = model.layers[0]?.className === 'InputLayer' ? [] : [inputNode(context, model)];
  return [
    ...first,
    ...model.layers.map((layer) => {
      const tile = layerTile(layer);
      const canvas = tile ? h('canvas', { 'aria-hidden': true }) : null;
      const share = layer.params / (model.totalParams || 1);
      const bar = h('i', {});
      bar.style.width = `${Math.max(share * 100, layer.params ? 1 : 0)}%`;
      const element = nodeElement(context, layer.name, {
        name: layer.name,
        caption: layerCaption(layer, texts),
        shape: shapeText(layer.outputShape, numbers),
        picture: canvas ?? layerDrawing(layer, tileHeight - 14) ?? standIn(layer, context),
        cost: layer.params
          ? [
              h('span', { class: 'tiny dim' }, texts.params(layer.params, numbers.whole(layer.params))),
              h('span', { class: 'share', title: texts.shareOf(numbers.percent(share)) }, bar),
            ]
          : [],
      });
      return {
        name: layer.name,
        element,
        update: canvas && tile ? tilePainter(context, layer, tile, canvas) : nothing,
      };
    }),
  ];
}

const nothing = () => {};

function inputNode(context: ViewContext, model: ModelDescription): Node {
  const { texts, numbers } = context;
  const element = nodeElement(context, inputLayer, {
    name: texts.input,
    caption: texts.pixels,
    shape: shapeText(model.inputShape, numbers),
    picture: layerDrawing(null, tileHeight - 14),
    cost: [],
  });
  return { name: inputLayer, element, update: nothing };
}

function nodeElement(
  context: ViewContext,
  id: string,
  parts: { name: string; caption: string; shape: string; picture: Element | null; cost: HTMLElement[] },
): HTMLElement {
  return h(
    'div',
    {
      'class': 'node',
      'role': 'option',
      'id': `layer-${id}`,
      'data-layer': id,
      'on': { click: () => context.choose({ layer: id, tab: 'layer' }) },
    },
    h('code', {}, parts.name),
    h('span', { class: 'tiny dim' }, parts.caption || '\u00a0'),
    h('span', { class: 'tile' }, parts.picture),
    h('span', { class: 'small' }, parts.shape),
    ...parts.cost,
  );
}

/** Where no picture is honest, figures: `5,880 → 84`. */
function standIn(
  { inputShape, outputShape, weights }: LayerSummary,
  { numbers }: ViewContext,
): HTMLElement | null {
  if (weights.length === 0) return null;
  const text = `${shapeText(inputShape, numbers)} → ${shapeText(outputShape, numbers)}`;
  return h('span', { class: 'tiny dim' }, text);
}

function tilePainter(
  context: ViewContext,
  { name }: LayerSummary,
  tile: Tile,
  canvas: HTMLCanvasElement,
): () => void {
  const { state, weights } = context;
  const changed = createMemo();
  return () => {
    const step = state.run ? shownSnapshot(state.run, state.shown)?.step : undefined;
    const read = step === undefined ? null : (weights.get(name, step) ?? weights.lastRead(name));
    const range = weights.range(name);
    const theme = context.theme();
    if (!changed(read, range, theme, window.devicePixelRatio)) return;
    const surface = sizeCanvas(canvas, gridWidth(tile.grid), gridHeight(tile.grid));
    if (read && range) tile.paint(surface, read, range, theme);
    else paintEmpty(surface, tile.grid, theme.grid);
    canvas.dataset.step = read ? String(read.step) : '';
  };
}
