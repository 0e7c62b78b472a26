/** Tests of the journal, and the files with faults that other tests use. */
@NullMarked
package io.kontor.usage.journal;

import org.jspecify.annotations.NullMarked;
