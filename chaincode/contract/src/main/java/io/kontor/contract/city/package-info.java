/** Founding of cities and their profiles. Start at {@code CityContract}. */
@NullMarked
package io.kontor.contract.city;

import org.jspecify.annotations.NullMarked;
