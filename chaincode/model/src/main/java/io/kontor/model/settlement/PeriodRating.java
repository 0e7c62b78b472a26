package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.rating.StatementLine;
import io.kontor.model.rejection.MalformedException;
import java.util.List;

/**
 * The charge of a period: rate(usage so far) − already charged (INT-2, INT-7).
 *
 * @param usageBefore usage charged in earlier periods
 * @param usage usage of this period
 * @param chargeBefore fen charged in earlier periods, corrections included
 * @param charge fen of this period; negative for a correction
 * @param lines one line a band
 */
public record PeriodRating(long usageBefore, long usage, long chargeBefore, long charge, List<StatementLine> lines) {

    public PeriodRating {
        Checks.range("usage before", usageBefore, 0, Checks.MAX);
        Checks.range("usage", usage, 0, Checks.MAX);
        Checks.range("charge before", chargeBefore, 0, Checks.MAX);
        Checks.range("charge", charge, -Checks.MAX, Checks.MAX);
        lines = Checks.list("lines", lines, 0, 20);
        long quantity = lines.stream().mapToLong(StatementLine::quantity).sum();
        if (quantity != usage) {
            throw new MalformedException(
                    "Cannot accept rating: its lines hold " + quantity + " units, must hold " + usage);
        }
    }
}
