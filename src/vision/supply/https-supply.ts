import { join } from 'node:path';
import type { HttpsSource, ModelCard } from '../../../schema/model-card.ts';
import { nameOf } from '../fetch/request.ts';
import type { Supply, SupplyOptions } from './supply.ts';

/** One ONNX file at an address; the card says the rest. */
export function httpsSupply(
  card: ModelCard & { readonly source: HttpsSource },
  { download, dataDir, maxMemory }: SupplyOptions,
): Supply {
  const { url, sha256 } = card.source;
  return {
    from: nameOf(new URL(url)),
    async place({ folder, name, signal, onProgress }) {
      await download({
        url,
        to: join(folder, 'model.onnx'),
        partsIn: join(dataDir, 'models', '.fetched'),
        checksum: { kind: 'sha256', hex: sha256 },
        maxBytes: maxMemory,
        signal,
        onProgress,
      });
      return { card: { ...card, name, source: { kind: 'file', path: 'model.onnx' } } };
    },
  };
}
