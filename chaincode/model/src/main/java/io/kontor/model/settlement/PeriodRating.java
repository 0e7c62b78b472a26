package io.kontor.model.settlement;

import io.kontor.model.rating.StatementLine;
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
public record PeriodRating(long usageBefore, long usage, long chargeBefore, long charge, List<StatementLine> lines) {}
