package io.kontor.model.city;

/**
 * Limits that a city sets.
 *
 * @param maxTermMonths longest term of an authorisation, in calendar months
 * @param maxTrialMonths longest trial, in calendar months
 * @param downloadGradeMax highest grade (1–4) of a document that may be downloaded
 * @param maxStalenessSeconds longest time without contact to the ledger in which a data plane may serve
 * @param disputeWindowDays days after confirmation in which a call may be disputed
 * @param logRetentionMonths calendar months that logs are kept after an authorisation was closed
 */
public record CityLimits(
        int maxTermMonths,
        int maxTrialMonths,
        int downloadGradeMax,
        int maxStalenessSeconds,
        int disputeWindowDays,
        int logRetentionMonths) {}
