import type { Text } from '@convscope/model';

/** `convscope cache`: what was fetched, and taking it away again. */
export const cacheTexts = {
  'about.cache': {
    en: 'show the data sets and engines that were fetched, and how large they are',
    ru: 'показать загруженные наборы данных и движки и сколько места они занимают',
  },
  'about.cache.clean': {
    en: 'delete what was fetched; it is fetched again when it is needed',
    ru: 'удалить загруженное; понадобится — загрузится снова',
  },
  'argument.cacheKind': {
    en: 'only data, engines, or leftovers of fetches that were killed',
    ru: 'только data (наборы данных), engines (движки) или leftovers (остатки прерванных загрузок)',
  },
  'option.yes.clean': { en: 'do not ask', ru: 'не спрашивать' },
  'cache.data': { en: 'data set', ru: 'данные' },
  'cache.engines': { en: 'engine', ru: 'движок' },
  'cache.leftovers': { en: 'leftover', ru: 'остаток' },
  'cache.total': { en: '{size} in {folder}', ru: '{size} в {folder}' },
  'cache.none': {
    en: 'Nothing of this was fetched into {folder}.',
    ru: 'В {folder} ничего такого не загружено.',
  },
  'cache.inUse': {
    en: '{name} is being used (process {pid}) and stays.',
    ru: '{name} используется (процесс {pid}) и остаётся.',
  },
  'cache.ask': { en: 'Delete this ({size})?', ru: 'Удалить это ({size})?' },
  'cache.kept': { en: 'Nothing was deleted.', ru: 'Ничего не удалено.' },
  'cache.needsYes': {
    en: 'without a terminal to ask in nothing is deleted, unless “--yes” is given',
    ru: 'без терминала, где можно спросить, ничего не удаляется, если не указать «--yes»',
  },
  'cache.deleted': { en: 'Deleted: {size}.', ru: 'Удалено: {size}.' },
  'ask.yesNo': { en: '[y/N]', ru: '[д/Н]' },
  /** What counts as a yes. */
  'ask.yes': { en: 'y yes', ru: 'д да y yes' },
} as const satisfies Record<string, Text>;
