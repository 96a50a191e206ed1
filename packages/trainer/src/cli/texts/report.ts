import type { Text } from '@convscope/model';

/** What is said of a run while it goes on. */
export const reportTexts = {
  'fetch.sizes': {
    en: 'What is not here yet is fetched once into {folder}: {list}.',
    ru: 'Чего ещё нет, загрузится один раз в {folder}: {list}.',
  },
  'fetch.dataset': { en: '{name} {size}', ru: '{name} {size}' },
  'fetch.tensorflow': {
    en: 'TensorFlow {size} (853 MB unpacked)',
    ru: 'TensorFlow {size} (853 МБ на диске)',
  },
  'phase.preparing-engine': { en: 'Preparing the engine', ru: 'Подготовка движка' },
  'phase.fetching-engine': { en: 'Fetching the engine', ru: 'Загрузка движка' },
  'phase.fetching-data': { en: 'Fetching the data set', ru: 'Загрузка набора данных' },
  'phase.loading-data': { en: 'Loading the data set', ru: 'Чтение набора данных' },
  'phase.measuring-data': {
    en: 'Measuring the training images, as the augmentation asks',
    ru: 'Измерение обучающих изображений, как просит аугментация',
  },
  'phase.training': { en: 'Training', ru: 'Обучение' },
  'phase.evaluating': { en: 'Evaluating on the test set', ru: 'Проверка на тесте' },
  'engine': {
    en: 'Engine: {name} {version} · {device} · threads: {threads}',
    ru: 'Движок: {name} {version} · {device} · потоков: {threads}',
  },
  'engine.passedOver': { en: 'Without {name}: {reason}', ru: 'Без {name}: {reason}' },
  'engine.offer': {
    en: 'TensorFlow is faster and not here yet: “--yes” fetches it ({size}).',
    ru: 'TensorFlow быстрее, но его здесь ещё нет: «--yes» загрузит его ({size}).',
  },
  'run': { en: 'Run {runId}, seed {seed}', ru: 'Запуск {runId}, начальное число {seed}' },
  'resumed': {
    en: 'Going on with run {runId} after batch {step}',
    ru: 'Запуск {runId} продолжается после пакета {step}',
  },
  'batch': {
    en: 'epoch {epoch}/{epochs} · batch {batch}/{batches} · {samples} of {total} images · loss {loss}{accuracy} · {rate} images/s · {left} left · {device}',
    ru: 'эпоха {epoch}/{epochs} · пакет {batch}/{batches} · {samples} из {total} изображений · loss {loss}{accuracy} · {rate} изобр./с · осталось {left} · {device}',
  },
  'batch.short': {
    en: '{epoch}/{epochs}  {batch}/{batches}  {samples}/{total}  loss {loss}{accuracy}  {rate}/s  {left}  {engine}',
    ru: '{epoch}/{epochs}  {batch}/{batches}  {samples}/{total}  loss {loss}{accuracy}  {rate}/с  {left}  {engine}',
  },
  'epoch': {
    en: 'Epoch {epoch}/{epochs} · {seconds} s · {logs}',
    ru: 'Эпоха {epoch}/{epochs} · {seconds} с · {logs}',
  },
  'evaluated': {
    en: 'Test loss {loss}, accuracy {accuracy}',
    ru: 'На тесте: loss {loss}, accuracy {accuracy}',
  },
  'evaluated.loss': { en: 'Test loss {loss}', ru: 'На тесте: loss {loss}' },
  'callback.EarlyStopping': {
    en: 'Early stopping after epoch {epoch}; the best was epoch {best}',
    ru: 'Ранняя остановка после эпохи {epoch}; лучшей была эпоха {best}',
  },
  'callback.EarlyStopping.restored': {
    en: 'The weights of the best epoch, {best}, are put back',
    ru: 'Возвращены веса лучшей эпохи: {best}',
  },
  'callback.ReduceLROnPlateau': {
    en: 'Learning rate reduced to {rate} after epoch {epoch}',
    ru: 'Скорость обучения снижена до {rate} после эпохи {epoch}',
  },
  'callback.ModelCheckpoint': {
    en: 'Epoch {epoch} is the best so far; its weights are kept',
    ru: 'Эпоха {epoch} пока лучшая; её веса сохранены',
  },
  'exported': { en: 'Saved {file}', ru: 'Сохранено: {file}' },
  'ended.finished': {
    en: 'Finished in {seconds} s with {engine}. Kept in {folder}',
    ru: 'Готово за {seconds} с, движок {engine}. Сохранено в {folder}',
  },
  'ended.stopped': {
    en: 'Stopped after {seconds} s. Kept in {folder}; “convscope resume {run}” goes on from here.',
    ru: 'Остановлено через {seconds} с. Сохранено в {folder}; продолжит «convscope resume {run}».',
  },
  'ended.failed': { en: 'Failed: {reason}', ru: 'Ошибка: {reason}' },
  'ended.failed.goesOn': {
    en: 'Failed: {reason} “convscope resume {run}” goes on from the last checkpoint.',
    ru: 'Ошибка: {reason} С последней контрольной точки продолжит «convscope resume {run}».',
  },
  'diverged': {
    en: 'The loss is no longer a number: the training diverged. Try a smaller learning rate.',
    ru: 'Потери (loss) — уже не число: обучение разошлось. Попробуйте меньшую скорость обучения.',
  },
  'stopping': {
    en: 'Stopping after this batch … (Ctrl+C again ends at once)',
    ru: 'Остановка после этого пакета … (ещё раз Ctrl+C — сразу)',
  },
} as const satisfies Record<string, Text>;
