/** City profile: how a city does things, as versioned data on the ledger (architecture §3.1). Start at {@code CityProfile}. */
@NullMarked
package io.kontor.model.city;

import org.jspecify.annotations.NullMarked;
