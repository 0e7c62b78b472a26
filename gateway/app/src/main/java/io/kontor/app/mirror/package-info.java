/**
 * Mirrors of receipt logs (LOG-5 to LOG-7): pulls each registered log as one or several members, recomputes its root, compares it
 * with the head on the ledger, and shows gaps. It owns the tables {@code mirror_log}, {@code tree_node} and {@code receipt}; it
 * answers when the supplier is off line. Start at {@code Mirrors}.
 */
@ApplicationModule(displayName = "Log mirrors")
@NullMarked
package io.kontor.app.mirror;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
