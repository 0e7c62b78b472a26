/** Members of the federation and their pinned keys (architecture §7). Start at {@code Member}. */
@NullMarked
package io.kontor.model.member;

import org.jspecify.annotations.NullMarked;
