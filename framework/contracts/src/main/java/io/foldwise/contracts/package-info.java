/**
 * Contract tests: what every component of a kind must do, ready for a plugin author to inherit. A plugin's test extends
 * the class of its component's kind, says how the component is built, and JUnit runs all checks.
 *
 * <p>The checks know nothing but the contracts. Needs JUnit 5 and AssertJ, and for models an ND4J backend.
 */
package io.foldwise.contracts;
