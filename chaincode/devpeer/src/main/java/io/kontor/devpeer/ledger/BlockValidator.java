package io.kontor.devpeer.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Validates the transactions of a block in Fabric's order (DEV-10): first form, duplicate id and endorsement policy of
 * all of them, against the state before the block; then one by one reads and ranges, against the state that the valid
 * ones before left.
 */
final class BlockValidator {
    private final String chaincode;
    private final EndorsementPolicies policies;
    private final WorldState state;
    private final Predicate<String> committed;

    BlockValidator(
            final String chaincode,
            final EndorsementPolicies policies,
            final WorldState state,
            final Predicate<String> committed) {
        this.chaincode = chaincode;
        this.policies = policies;
        this.state = state;
        this.committed = committed;
    }

    /** Validates a block and writes the valid transactions into the state; the state is not published. */
    List<TxValidationCode> apply(final long blockNumber, final List<ReceivedTransaction> transactions) {
        final List<TxValidationCode> codes = new ArrayList<>();
        final Set<String> ids = new HashSet<>();
        final Set<String> policyKeys = new HashSet<>();
        for (final ReceivedTransaction transaction : transactions) {
            codes.add(withoutState(transaction, ids, policyKeys));
        }
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) == TxValidationCode.VALID) {
                final KVRWSet set = transactions.get(i).content().readWriteSet();
                codes.set(i, reads(set, state.newest()));
                if (codes.get(i) == TxValidationCode.VALID) {
                    write(state, new Version(blockNumber, i), set);
                }
            }
        }
        return codes;
    }

    /** Writes what a valid transaction writes. */
    static void write(final WorldState state, final Version version, final KVRWSet set) {
        for (final KVWrite write : set.getWritesList()) {
            if (write.getIsDelete()) {
                state.write(write.getKey(), version, null);
            } else {
                final List<org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataEntry> metadata = state.newest()
                        .get(write.getKey())
                        .map(StateValue::metadata)
                        .orElse(List.of());
                state.write(write.getKey(), version, new StateValue(write.getValue(), version, metadata));
            }
        }
        for (final KVMetadataWrite write : set.getMetadataWritesList()) {
            state.newest()
                    .get(write.getKey())
                    .ifPresent(old -> state.writeMetadata(
                            write.getKey(), new StateValue(old.value(), version, write.getEntriesList())));
        }
    }

    private TxValidationCode withoutState(
            final ReceivedTransaction transaction, final Set<String> ids, final Set<String> policyKeys) {
        final TransactionHeader header = transaction.header();
        if (transaction.form() != TxValidationCode.VALID) {
            return transaction.form();
        }
        if (!ids.add(header.transactionId()) || committed.test(header.transactionId())) {
            return TxValidationCode.DUPLICATE_TXID;
        }
        if (!header.chaincode().equals(chaincode)) {
            return TxValidationCode.INVALID_CHAINCODE;
        }
        final KVRWSet set = transaction.content().readWriteSet();
        // As in Fabric, a key whose policy an earlier transaction of the block changes cannot be written again in it.
        if (EndorsementPolicies.keysWritten(set).stream().anyMatch(policyKeys::contains)
                || !policies.satisfied(set, state.newest(), transaction.endorsers())) {
            return TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
        }
        set.getMetadataWritesList().forEach(write -> policyKeys.add(write.getKey()));
        return TxValidationCode.VALID;
    }

    private static TxValidationCode reads(final KVRWSet set, final StateView state) {
        for (final KVRead read : set.getReadsList()) {
            if (!sameVersion(read, state)) {
                return TxValidationCode.MVCC_READ_CONFLICT;
            }
        }
        for (final RangeQueryInfo range : set.getRangeQueriesInfoList()) {
            if (!sameRange(range, state)) {
                return TxValidationCode.PHANTOM_READ_CONFLICT;
            }
        }
        return TxValidationCode.VALID;
    }

    private static boolean sameVersion(final KVRead read, final StateView state) {
        return state.get(read.getKey())
                .map(value -> read.hasVersion() && value.version().toProto().equals(read.getVersion()))
                .orElse(!read.hasVersion());
    }

    private static boolean sameRange(final RangeQueryInfo range, final StateView state) {
        final Iterator<Map.Entry<String, StateValue>> now = state.range(range.getStartKey(), endOf(range));
        for (final KVRead read : range.getRawReads().getKvReadsList()) {
            if (!now.hasNext()) {
                return false;
            }
            final Map.Entry<String, StateValue> entry = now.next();
            if (!entry.getKey().equals(read.getKey())
                    || !entry.getValue().version().toProto().equals(read.getVersion())) {
                return false;
            }
        }
        return !now.hasNext();
    }

    /** A query that was not read to its end covers its last key; the smallest key after that one ends the range. */
    private static String endOf(final RangeQueryInfo range) {
        return range.getItrExhausted() ? range.getEndKey() : range.getEndKey() + '\u0000';
    }
}
