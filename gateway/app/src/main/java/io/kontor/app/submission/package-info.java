/**
 * Actions that bind: what a person asked for, signed with the person's own key, and what the ledger made of it. It owns the table
 * {@code submission}. It does not own what an action means: that is the capability's. Start at {@code Submissions}.
 */
@ApplicationModule(displayName = "Submissions")
@NullMarked
package io.kontor.app.submission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
