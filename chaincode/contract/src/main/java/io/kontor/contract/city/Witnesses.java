package io.kontor.contract.city;

import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Found;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.contract.state.Records;
import io.kontor.model.city.CityProfile;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Who attests for a city beside its own organisations: the regulator of the next city, in the order of their ids (END-4). */
final class Witnesses {
    private static final int PAGE = 200;

    private Witnesses() {}

    /** Takes a new city into the ring: it gets a witness, and becomes that of the city before it. */
    static void admit(LedgerState state, CityProfile founded) {
        NavigableMap<String, CityProfile> cities = committed(state);
        cities.remove(founded.cityId());
        if (cities.isEmpty()) {
            return;
        }
        Map.Entry<String, CityProfile> after = cities.higherEntry(founded.cityId());
        Map.Entry<String, CityProfile> before = cities.lowerEntry(founded.cityId());
        CityProfile next = after == null ? cities.firstEntry().getValue() : after.getValue();
        CityProfile previous = before == null ? cities.lastEntry().getValue() : before.getValue();
        state.put(Keys.witness(founded.cityId()), new Pointer(next.regulatorMsp()));
        state.put(Keys.witness(previous.cityId()), new Pointer(founded.regulatorMsp()));
    }

    private static NavigableMap<String, CityProfile> committed(LedgerState state) {
        TreeMap<String, CityProfile> cities = new TreeMap<>();
        Optional<String> after = Optional.empty();
        List<Found<CityProfile>> page;
        do {
            page = state.page(Records.CITY, after, PAGE);
            for (Found<CityProfile> found : page) {
                cities.put(found.record().cityId(), found.record());
                after = Optional.of(found.key().name());
            }
        } while (page.size() == PAGE);
        return cities;
    }
}
