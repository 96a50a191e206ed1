import type { Language, Text } from '@convscope/model';

/** `2,416` or `2 416`. */
export function numberText(value: number, language: Language): string {
  return formats[language].format(value);
}

// Made once: making one takes as long as reading a layer.
const formats: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  ru: new Intl.NumberFormat('ru'),
};

/** `2,416 params`, as a hint has it. */
export function paramsText(params: number, language: Language): string {
  const number = numberText(params, language);
  return language === 'ru' ? `параметров: ${number}` : `${number} ${params === 1 ? 'param' : 'params'}`;
}

/** `33.1 KB`, in units of 1024 bytes as Keras's summary has them. */
export function bytesText(bytes: number, language: Language): string {
  const units = language === 'ru' ? ['байт', 'КБ', 'МБ', 'ГБ'] : ['bytes', 'KB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1024 ** power);
  return `${number} ${units[power] ?? ''}`;
}

/** The words of hovers. */
export const words = {
  parameters: { en: 'parameters', ru: 'параметры' },
  notTrained: { en: 'of these not trained', ru: 'из них не обучаются' },
  output: { en: 'output side', ru: 'сторона выхода' },
  outputSize: { en: 'output size', ru: 'размер выхода' },
  multiplyAdds: { en: 'multiply-adds', ru: 'умножений со сложением' },
  memory: { en: 'output memory', ru: 'память выхода' },
  anImage: { en: 'an image', ru: 'на изображение' },
  receptiveField: { en: 'receptive field', ru: 'рецептивное поле' },
  pixels: { en: 'pixels of the input', ru: 'точек входа' },
  notKnown: { en: 'its output is not known', ru: 'его выход неизвестен' },
} as const satisfies Readonly<Record<string, Text>>;
