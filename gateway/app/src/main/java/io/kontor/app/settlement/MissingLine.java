package io.kontor.app.settlement;

import io.kontor.model.settlement.CountDifference;
import io.kontor.model.settlement.MissingReceipt;
import java.util.List;

/**
 * A receipt that one side of a difference misses (SET-9).
 *
 * @param grantId grant
 * @param action action
 * @param receipt the receipt, and who named it
 */
public record MissingLine(String grantId, String action, MissingReceipt receipt) {

    static List<MissingLine> of(List<CountDifference> differences) {
        return differences.stream()
                .flatMap(difference -> difference.missing().stream()
                        .map(receipt -> new MissingLine(
                                difference.grantId(), difference.action().name(), receipt)))
                .toList();
    }
}
