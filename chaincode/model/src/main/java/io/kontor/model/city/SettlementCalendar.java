package io.kontor.model.city;

/** When a settlement period ends by the calendar; both parties may end it earlier (domain 3.8). */
public enum SettlementCalendar {
    MONTHLY,
    QUARTERLY,
    YEARLY
}
