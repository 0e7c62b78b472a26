package io.kontor.usage.receiptlog;

import io.kontor.model.id.Digest32;
import java.util.Optional;

/**
 * One leaf of the log.
 *
 * @param index leaf index
 * @param hash leaf hash
 * @param leaf exact bytes; empty once its segment is retired (JNL-14)
 * @param grantId grant that it is about; empty for leaves without one, which every mirror may read
 */
public record LoggedLeaf(long index, Digest32 hash, Optional<byte[]> leaf, Optional<String> grantId) {}
