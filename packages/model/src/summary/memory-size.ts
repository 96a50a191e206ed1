const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `2.08 MB`: a number of bytes in Keras's words, 1024 of a unit making the next. */
export function memorySize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${twoDecimals(size)} ${units[unit] ?? ''}`;
}

/** Two decimals as Python prints them: a tie (an odd number of eighths) goes to the even digit. */
function twoDecimals(value: number): string {
  const tieGoesDown = (value * 8) % 4 === 1;
  return (tieGoesDown ? value - 0.001 : value).toFixed(2);
}
