package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.LedgerConnections;
import io.kontor.client.city.CityLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import java.util.List;

/** Founds the two cities and admits their members, each as its own city's regulator. Where they stand already, nothing changes. */
public final class Founding {

    private static final String REGULATOR = "-DATA";

    private final LedgerConnections ledgers;
    private final CityRecords records;

    /**
     * @param ledgers the ledger
     * @param stalenessS longest time without contact in which a data plane serves, by the cities' profiles; seconds
     */
    public Founding(LedgerConnections ledgers, int stalenessS) {
        this.ledgers = ledgers;
        this.records = new CityRecords(ledgers.keys(), stalenessS);
    }

    /** Founds both cities. */
    public void found() {
        for (String city : List.of(Cast.CITY_F, Cast.CITY_Q)) {
            Cast.Actor regulator = Cast.actor(city + REGULATOR);
            new CityLedger(regulatorOf(city)).found(records.profile(city), records.member(regulator));
        }
    }

    /** Admits members. */
    public void admit(List<String> participantIds) {
        for (String participantId : participantIds) {
            Cast.Actor actor = Cast.actor(participantId);
            new MemberLedger(regulatorOf(actor.city())).admit(records.member(actor));
        }
    }

    /** Admits all of the cast whom no founding admitted. */
    void admitAll() {
        admit(Cast.ACTORS.stream()
                .map(Cast.Actor::participantId)
                .filter(participantId -> !participantId.endsWith(REGULATOR))
                .toList());
    }

    /** Each city recognises the other. */
    void recognise() {
        new CityLedger(regulatorOf(Cast.CITY_F)).recognise(Cast.CITY_F, Cast.CITY_Q);
        new CityLedger(regulatorOf(Cast.CITY_Q)).recognise(Cast.CITY_Q, Cast.CITY_F);
    }

    private Ledger regulatorOf(String city) {
        return ledgers.officer(city + REGULATOR);
    }
}
