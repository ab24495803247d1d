-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "report_digest" UUID;
