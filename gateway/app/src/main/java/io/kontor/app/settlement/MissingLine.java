package io.kontor.app.settlement;

import io.kontor.app.ledger.LedgerRecord;
import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.CountDifferenceCodec;
import io.kontor.model.settlement.MissingReceipt;
import java.util.List;
import java.util.stream.Stream;

/**
 * A receipt that one side of a difference misses, with the transaction that last wrote the difference (SET-9).
 *
 * @param source record of the difference
 * @param grantId grant
 * @param action action
 * @param receipt the receipt, and who named it
 */
public record MissingLine(LedgerRecord source, String grantId, String action, MissingReceipt receipt) {

    static List<MissingLine> of(List<LedgerRecord> differences) {
        return differences.stream().flatMap(MissingLine::of).toList();
    }

    private static Stream<MissingLine> of(LedgerRecord source) {
        CountDifference difference = CountDifferenceCodec.fromJson(source.json());
        return difference.missing().stream()
                .map(receipt -> new MissingLine(
                        source, difference.grantId(), difference.action().name(), receipt));
    }
}
