/**
 * The page and the API of calls: every call with its receipt, and the totals over them. It does not own the receipts: the mirrors
 * do. Start at {@code CallController}.
 */
@ApplicationModule(displayName = "Calls")
@NullMarked
package io.kontor.app.receipt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
