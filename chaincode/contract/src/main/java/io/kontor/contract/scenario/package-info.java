/** Scenarios and their approval. Start at {@code ScenarioContract}. */
@NullMarked
package io.kontor.contract.scenario;

import org.jspecify.annotations.NullMarked;
