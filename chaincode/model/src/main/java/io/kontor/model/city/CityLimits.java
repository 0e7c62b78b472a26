package io.kontor.model.city;

import io.kontor.model.id.Checks;

/**
 * Limits that a city sets.
 *
 * @param maxTermMonths longest term of an authorisation, in calendar months
 * @param maxTrialMonths longest trial, in calendar months
 * @param downloadGradeMax highest grade (1–4) of a document that may be downloaded
 * @param maxStalenessSeconds longest time without contact to the ledger in which a data plane may serve
 * @param disputeWindowDays days after confirmation in which a call may be disputed
 * @param logRetentionMonths calendar months that logs are kept after an authorisation was closed
 * @param countDays days after the closing of a period in which the buyer counts and each log anchors the period's end
 * @param deletionDays days after the end of a grant in which the buyer states that it has deleted what it held
 */
public record CityLimits(
        int maxTermMonths,
        int maxTrialMonths,
        int downloadGradeMax,
        int maxStalenessSeconds,
        int disputeWindowDays,
        int logRetentionMonths,
        int countDays,
        int deletionDays) {

    public CityLimits {
        Checks.range("max term months", maxTermMonths, 1, 600);
        Checks.range("max trial months", maxTrialMonths, 0, 120);
        Checks.range("download grade max", downloadGradeMax, 0, 4);
        Checks.range("max staleness seconds", maxStalenessSeconds, 1, 3600);
        Checks.range("dispute window days", disputeWindowDays, 0, 3650);
        Checks.range("log retention months", logRetentionMonths, 6, 600);
        Checks.range("count days", countDays, 0, 3650);
        Checks.range("deletion days", deletionDays, 1, 3650);
    }
}
