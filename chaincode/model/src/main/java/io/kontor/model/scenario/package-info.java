/** Approved scenarios: purpose, data items and resources. Start at {@code Scenario}. */
@NullMarked
package io.kontor.model.scenario;

import org.jspecify.annotations.NullMarked;
