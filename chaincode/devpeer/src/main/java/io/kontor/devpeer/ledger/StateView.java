package io.kontor.devpeer.ledger;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** The world state as it stands at one height. Keys are ordered by their UTF-8 bytes. */
public interface StateView {

    /** The value of a key. */
    Optional<StateValue> get(String key);

    /** Keys from {@code start} up to, without, {@code end}; an empty end is no bound. */
    Iterator<Map.Entry<String, StateValue>> range(String start, String end);
}
