import type { LayerSummary, ModelDescription } from '@convscope/model';
import type { Texts } from '../../texts/texts.js';
import { h } from '../dom.js';
import { pair, shapeText } from '../network/caption.js';
import { layerDrawing } from '../network/drawings.js';
import type { View, ViewContext } from '../view.js';

/** A layer that learns nothing: what it does, in a learner's words, and how its shape comes about. */
export function createPurposeView(
  context: ViewContext,
  layer: LayerSummary | null,
  model: ModelDescription,
): View {
  const { texts } = context;
  const className = layer?.className ?? 'InputLayer';
  const isKnown = (name: string): name is keyof Texts['about'] => name in texts.about;
  const arithmetic = layer ? arithmeticOf(context, layer) : shapeText(model.inputShape, context.numbers);
  const element = h(
    'div',
    { class: 'purpose' },
    layerDrawing(layer, 112),
    h(
      'div',
      {},
      h('p', { id: 'purpose' }, texts.about[isKnown(className) ? className : 'other']),
      arithmetic ? h('p', { class: 'dim small' }, arithmetic) : null,
    ),
  );
  return { element, update: () => {} };
}

function arithmeticOf({ texts, numbers }: ViewContext, layer: LayerSummary): string | null {
  const from = shapeText(layer.inputShape, numbers);
  const to = shapeText(layer.outputShape, numbers);
  const window = pair(layer.config.pool_size);
  const stride = pair(layer.config.strides);
  if (window && stride) return texts.windowArithmetic(window.join('×'), String(stride[0]), from, to);
  if (layer.className === 'Flatten') {
    const count = layer.outputShape?.at(-1) ?? 0;
    return texts.flattenArithmetic(count, from, to);
  }
  return from && to ? `${from} → ${to}` : null;
}
