/** What all lists and pages share: keyset paging, cursors, formats, CSV, problem details. Start at {@code ListQuery}. */
@ApplicationModule(displayName = "Lists and formats")
@NullMarked
package io.kontor.app.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
