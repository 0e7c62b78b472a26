package io.kontor.usage.receiptlog;

import io.kontor.model.id.Digest32;
import java.util.Optional;

/**
 * One leaf of the log.
 *
 * @param index leaf index
 * @param hash leaf hash
 * @param leaf exact bytes
 * @param grantId grant that it is about; empty for leaves without one, which every mirror may read
 */
@SuppressWarnings("ArrayRecordComponent")
public record LoggedLeaf(long index, Digest32 hash, byte[] leaf, Optional<String> grantId) {}
