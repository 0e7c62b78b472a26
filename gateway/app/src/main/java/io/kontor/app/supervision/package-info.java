/**
 * What a supervisor looks at: totals over calls, refusals by code, consent coverage, both sides' counts, the state of the logs.
 * It owns no data. Start at {@code SupervisionApi}.
 */
@ApplicationModule(displayName = "Supervision")
@NullMarked
package io.kontor.app.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
