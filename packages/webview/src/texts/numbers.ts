import type { Language } from '@convscope/model';

const minus = '\u2212';
const thinSpace = '\u2009';

/** Numbers as a language writes them, with a real minus and a thin space before %. */
export interface Numbers {
  /** `60,000`. */
  readonly whole: (value: number) => string;
  /** A fixed number of decimals: `0.252`; from a million on `1.25e30`. What is not finite is named: `NaN`. */
  readonly fixed: (value: number, decimals: number) => string;
  /** So many significant digits: `0.0125`; whole from 1,000; `1e30` or `1e-7` where zeros would have to be counted. */
  readonly significant: (value: number, digits?: number) => string;
  /** `92.4 %` of a share 0–1. */
  readonly percent: (share: number, decimals?: number) => string;
  /** `274 MB`, of bytes; decimal units, as package managers and file managers print them. */
  readonly megabytes: (bytes: number) => string;
  /** `28 of 246 MB` needs both in one unit: the number alone. */
  readonly inMegabytes: (bytes: number) => string;
}

/** The numbers of one language; its formatters are made once. */
export function numbersFor(language: Language): Numbers {
  const formats = new Map<string, Intl.NumberFormat>();
  const print = (value: number, options: Intl.NumberFormatOptions): string => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : `${minus}∞`;
    const key = JSON.stringify(options);
    let format = formats.get(key);
    if (!format) formats.set(key, (format = new Intl.NumberFormat(language, options)));
    return format.format(value).replace('-', minus);
  };
  /** Python's notation, which is Keras's too. */
  const exponential = (value: number, digits: number) => {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
    const decimals = Number(mantissa) % 1 === 0 ? 0 : digits - 1;
    return `${fixed(Number(mantissa), decimals)}e${exponent.replace('+', '').replace('-', minus)}`;
  };
  const isHuge = (value: number) => Math.abs(value) >= 1e6 && Number.isFinite(value);
  const isTiny = (value: number) => value !== 0 && Math.abs(value) < 1e-4;
  const fixed = (value: number, decimals: number): string => {
    if (isHuge(value)) return exponential(value, 3);
    const tooSmall = Math.abs(value) < 0.5 * 10 ** -decimals; // No −0.00.
    return print(tooSmall ? 0 : value, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  };
  const inMegabytes = (bytes: number) => fixed(bytes / 1e6, bytes < 99.5e6 ? 1 : 0);
  const unit = language === 'ru' ? 'МБ' : 'MB';

  return {
    whole: (value) => print(value, { maximumFractionDigits: 0 }),
    fixed,
    significant: (value, digits = 3) => {
      if (isHuge(value) || isTiny(value)) return exponential(value, digits);
      if (Math.abs(value) >= 1000) return print(value, { maximumFractionDigits: 0 });
      return print(value, { maximumSignificantDigits: digits });
    },
    percent: (share, decimals = 1) => `${fixed(share * 100, decimals)}${thinSpace}%`,
    megabytes: (bytes) => `${inMegabytes(bytes)} ${unit}`,
    inMegabytes,
  };
}
