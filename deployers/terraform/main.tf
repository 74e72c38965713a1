# A packaged bridge, deployed with Terraform: npm run package, then set package to .hookbridge/package/<stack>.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "package" {
  type        = string
  description = "Folder of the packaged stack"
}

variable "bucket" {
  type        = string
  description = "Bucket for the template and the functions' code, in the stack's region"
}

locals {
  stack    = jsondecode(file("${var.package}/stack.json"))
  template = "${var.package}/template.json"
  prefix   = "${local.stack.stackName}/"
}

data "aws_s3_bucket" "artifacts" {
  bucket = var.bucket
}

# The old code is deleted only after the stack has the new one, because a rollback needs it.
resource "aws_s3_object" "artifact" {
  for_each = local.stack.artifacts
  bucket   = var.bucket
  key      = "${local.prefix}${basename(each.value)}"
  source   = "${var.package}/${each.value}"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_s3_object" "template" {
  bucket = var.bucket
  key    = "${local.prefix}template-${filesha256(local.template)}.json"
  source = local.template

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudformation_stack" "bridge" {
  name         = local.stack.stackName
  template_url = "https://${data.aws_s3_bucket.artifacts.bucket_regional_domain_name}/${aws_s3_object.template.key}"
  capabilities = local.stack.capabilities
  tags         = local.stack.tags

  parameters = {
    ArtifactBucket = var.bucket
    ArtifactPrefix = local.prefix
  }

  depends_on = [aws_s3_object.artifact]
}

output "hooks_url" {
  value = aws_cloudformation_stack.bridge.outputs["HooksUrl"]
}
