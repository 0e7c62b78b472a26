/**
 * {@code kontor chaos}: real processes are killed, copied, starved, paused and put out of time under load, then everything is counted; or the
 * deterministic simulation is played. Start at {@code ChaosCommand}; one run is {@code ChaosRun}, what must hold is {@code Verdict}.
 */
@NullMarked
package io.kontor.cli.chaos;

import org.jspecify.annotations.NullMarked;
