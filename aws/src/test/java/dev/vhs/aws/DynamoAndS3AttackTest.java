package dev.vhs.aws;

import org.junit.jupiter.api.Tag;

/** The same laws with full sizes and many writers. */
@Tag("attack")
class DynamoAndS3AttackTest extends DynamoAndS3Test {}
