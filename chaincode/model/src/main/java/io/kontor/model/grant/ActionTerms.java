package io.kontor.model.grant;

/**
 * Terms of one action.
 *
 * @param action the action
 * @param limit units allowed over the life of the grant, at least 1
 */
public record ActionTerms(Action action, long limit) {}
