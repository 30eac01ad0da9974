import { rename } from 'node:fs/promises';
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
      const fetched = join(dataDir, 'models', '.fetched', sha256);
      await download({
        url,
        to: fetched,
        checksum: { kind: 'sha256', hex: sha256 },
        maxBytes: maxMemory,
        signal,
        onProgress,
      });
      await rename(fetched, join(folder, 'model.onnx'));
      return { card: { ...card, name, source: { kind: 'file', path: 'model.onnx' } } };
    },
  };
}
