/**
 * Strict canonical JSON (RFC 8785 subset): one text per value, so that one digest stands for one content.
 *
 * <p>Start at {@link io.kontor.model.json.CanonicalJson}. Rules JSN-1 to JSN-12 stand in docs/spec/canonical-json.md.
 */
@NullMarked
package io.kontor.model.json;

import org.jspecify.annotations.NullMarked;
