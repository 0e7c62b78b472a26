package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.kontor.devpeer.ledger.Blocks;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.TransactionContent;
import io.kontor.devpeer.ledger.Version;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.queryresult.KeyModification;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/** What valid transactions wrote to a key, newest first, read from the blocks one by one. */
final class KeyHistory implements Iterator<ByteString> {
    private final Ledger ledger;
    private final String key;
    private final List<Version> versions;
    private int left;

    KeyHistory(final Ledger ledger, final String key, final long belowHeight) {
        this.ledger = ledger;
        this.key = key;
        this.versions = ledger.writesOf(key, belowHeight);
        this.left = versions.size();
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public ByteString next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        left--;
        final Version version = versions.get(left);
        final Block block = ledger.block(version.block());
        final TransactionContent content = Blocks.content(block, version.transaction());
        final Instant time = content.header().timestamp();
        final KeyModification.Builder modification = KeyModification.newBuilder()
                .setTxId(content.header().transactionId())
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()));
        for (final KVWrite write : content.readWriteSet().getWritesList()) {
            if (write.getKey().equals(key)) {
                modification.setValue(write.getValue()).setIsDelete(write.getIsDelete());
            }
        }
        return modification.build().toByteString();
    }
}
